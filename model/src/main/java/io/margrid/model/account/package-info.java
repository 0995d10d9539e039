/// Methodologies without scenarios: closed forms over an account's positions at their marks, its balances and what
/// was agreed for its positions. Start with [io.margrid.model.account.ClosedFormMargin]; rates by size are in
/// [io.margrid.model.account.RateTiers]. The rules of each methodology have a package of their own.
@NullMarked
package io.margrid.model.account;

import org.jspecify.annotations.NullMarked;
