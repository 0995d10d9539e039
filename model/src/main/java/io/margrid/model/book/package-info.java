/// Accounts and their signed positions. Start with [Book].
@NullMarked
package io.margrid.model.book;

import org.jspecify.annotations.NullMarked;
