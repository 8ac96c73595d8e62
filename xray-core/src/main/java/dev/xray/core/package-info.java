/** What every room shares: errors, the one seed, the medical disclaimer. Imports no other room. */
@NullMarked
package dev.xray.core;

import org.jspecify.annotations.NullMarked;
