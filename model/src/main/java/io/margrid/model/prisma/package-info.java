/// Eurex Prisma. Start with [io.margrid.model.prisma.PrismaMargin].
@NullMarked
package io.margrid.model.prisma;

import org.jspecify.annotations.NullMarked;
