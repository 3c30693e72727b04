package org.statescope.training.text.corpus;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.statescope.training.run.TextFingerprint;

/// Counts and hashes a text that streams by.
public final class TextDigest implements TextSink {
  private final MessageDigest digest = sha256();
  private long bytes;

  /// A new digest of the kind that fingerprints use.
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  @Override
  public void write(byte[] utf8, int from, int length) {
    digest.update(utf8, from, length);
    bytes += length;
  }

  /// The fingerprint of all that was written; once only.
  ///
  /// @param tokenizerSha256 null for bytes
  public TextFingerprint fingerprint(@Nullable String tokenizerSha256) {
    return new TextFingerprint(bytes, HexFormat.of().formatHex(digest.digest()), tokenizerSha256);
  }
}
