/// Scenarios from past days for books, and what is read off the tail of their profits. Start with [ScenarioSet];
/// methodologies over them are [HistoryRules].
@NullMarked
package io.margrid.model.history;

import org.jspecify.annotations.NullMarked;
