package org.statescope.training.text;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.statescope.training.run.TextFingerprint;

/// A text in memory, as UTF-8 bytes; every byte is a token.
///
/// @param source what the user named
/// @param bytes not to be changed
/// @param leftOut files of a folder that are not UTF-8 text and are not part of `bytes`
public record Corpus(String source, byte[] bytes, List<String> leftOut) {

  public Corpus {
    leftOut = List.copyOf(leftOut);
  }

  /// Size and SHA-256 of the bytes, to tell later whether a run saw this text.
  public TextFingerprint fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new TextFingerprint(bytes.length, HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
