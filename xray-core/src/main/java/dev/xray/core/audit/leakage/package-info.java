/** Images that stand where they must not: one patient, file or picture on two sides of a split. */
@NullMarked
package dev.xray.core.audit.leakage;

import org.jspecify.annotations.NullMarked;
