/// Tokens on disk: a text is tokenised once, and every run that learns from it maps the result into
/// memory. The folder may be deleted at any time between runs; nothing is lost but time.
@NullMarked
package org.statescope.training.text.cache;

import org.jspecify.annotations.NullMarked;
