/** Training and evaluation in an application, without Maven. */
@NullMarked
package dev.xray.examples.standalone;

import org.jspecify.annotations.NullMarked;
