/// Tokens: text becomes numbers, by bytes or by a Hugging Face tokenizer, as it streams by. DJL's
/// classes and natives load only where such a tokenizer is used.
@NullMarked
package org.statescope.training.text.token;

import org.jspecify.annotations.NullMarked;
