package io.margrid.host.deribit;

import io.margrid.model.input.InvalidInputException;
import io.margrid.model.input.Violations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Finds the files that a user's arguments mean.
public final class SourceFiles {
    private SourceFiles() {}

    /// A file on disk and how it was found.
    private record Found(Path path, boolean named) {
        String fileName() {
            return String.valueOf(path.getFileName());
        }
    }

    /// The files of several arguments: a file is taken as it is, a folder gives its `*.json` files in order of
    /// their names, without those of its subfolders and without hidden ones.
    ///
    /// Messages call a file by its last name; where two share that, by the whole path.
    ///
    /// @param paths files and folders
    /// @return the files, in the order of the arguments
    /// @throws InvalidInputException if a path is missing or cannot be listed, or a folder holds no `*.json` file
    public static List<SourceFile> of(List<Path> paths) {
        Violations violations = new Violations();
        List<Found> files = new ArrayList<>();
        for (Path path : paths) {
            if (path.toString().isBlank()) {
                violations.add("\"\"", "no file or folder is named");
            } else if (Files.isDirectory(path)) {
                files.addAll(inFolder(path, violations));
            } else if (Files.exists(path)) {
                files.add(new Found(path, true));
            } else {
                violations.add(path.toString(), "no such file or folder");
            }
        }
        violations.throwIfAny();
        Map<String, Integer> uses = new HashMap<>();
        files.forEach(file -> uses.merge(file.fileName(), 1, Integer::sum));
        return files.stream()
                .map(file ->
                        source(file, uses.getOrDefault(file.fileName(), 0) > 1 || !Files.isRegularFile(file.path())))
                .toList();
    }

    /// One file, or standard input for `-`.
    ///
    /// @param argument as the user wrote it
    /// @return the file
    /// @throws InvalidInputException if the file is missing or is a folder
    public static SourceFile one(String argument) {
        if (argument.equals(SourceFile.STANDARD_INPUT)) {
            return SourceFile.standardInput();
        }
        if (argument.isBlank()) {
            throw new InvalidInputException("\"" + argument + "\"", "no file is named");
        }
        Path path = Path.of(argument);
        if (Files.isDirectory(path)) {
            throw new InvalidInputException(argument, "is a folder, expected a file");
        }
        if (!Files.exists(path)) {
            throw new InvalidInputException(argument, "no such file");
        }
        return source(new Found(path, true), !Files.isRegularFile(path));
    }

    private static SourceFile source(Found file, boolean wholePath) {
        return new SourceFile(
                wholePath ? file.path().toString() : file.fileName(),
                file.named(),
                () -> Files.newInputStream(file.path()));
    }

    private static List<Found> inFolder(Path folder, Violations violations) {
        List<Found> found;
        try (Stream<Path> entries = Files.list(folder)) {
            found = entries.filter(SourceFiles::isVisibleJson)
                    .map(path -> new Found(path, false))
                    .sorted(Comparator.comparing(Found::fileName))
                    .toList();
        } catch (IOException e) {
            violations.add(folder.toString(), "cannot be listed: " + IoFailures.why(e));
            return List.of();
        }
        if (found.isEmpty()) {
            violations.add(folder.toString(), "the folder holds no .json file");
        }
        return found;
    }

    private static boolean isVisibleJson(Path path) {
        String name = String.valueOf(path.getFileName());
        return !name.startsWith(".") && name.toLowerCase(Locale.ROOT).endsWith(".json") && Files.isRegularFile(path);
    }
}
