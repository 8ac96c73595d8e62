/** An application that embeds a trained model. */
@NullMarked
package dev.xray.examples.app;

import org.jspecify.annotations.NullMarked;
