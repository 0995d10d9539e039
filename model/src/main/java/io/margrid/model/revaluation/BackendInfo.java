package io.margrid.model.revaluation;

/// Who computes.
///
/// @param id          short name to choose it by, for example `vector`
/// @param label       three parts, for example `cpu/vector/AVX2-4` or `cuda/NVIDIA/H100`
/// @param description one line for people
public record BackendInfo(String id, String label, String description) {}
