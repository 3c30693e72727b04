package org.statescope.training.text.cache;

import java.util.List;
import org.statescope.training.run.TextFingerprint;
import org.statescope.training.text.token.TokenSequence;

/// Tokens of a text, mapped from disk.
///
/// @param leftOut files of the folder that are not UTF-8 text
public record CachedTokens(
    TokenSequence tokens, TextFingerprint fingerprint, List<String> leftOut) {}
