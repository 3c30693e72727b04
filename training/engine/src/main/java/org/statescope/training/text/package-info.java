/// Texts to learn from: reading them, splitting them, and drawing batches of byte tokens in an
/// order that a seed and a position decide completely. No models and no run folders live here.
@NullMarked
package org.statescope.training.text;

import org.jspecify.annotations.NullMarked;
