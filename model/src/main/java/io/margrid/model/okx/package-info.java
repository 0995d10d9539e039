/// OKX portfolio margin. Start with [io.margrid.model.okx.OkxMargin].
@NullMarked
package io.margrid.model.okx;

import org.jspecify.annotations.NullMarked;
