package org.statescope.training.run;

import java.nio.file.Path;

/// The text a run learns from.
///
/// @param source `bundled:moby-dick`, or the path of a text file or of a folder of text files
/// @param validationFraction the share at the end of the text that is held out
/// @param tokenizer `bytes`: every UTF-8 byte is a token
public record TextConfiguration(String source, double validationFraction, String tokenizer) {
  public static final String BUNDLED_PREFIX = "bundled:";
  public static final String MOBY_DICK = BUNDLED_PREFIX + "moby-dick";
  public static final String BYTES = "bytes";
  private static final double DEFAULT_VALIDATION_FRACTION = 0.05;

  public TextConfiguration {
    Require.notBlank(source, "The source of the text");
    if (!(validationFraction > 0 && validationFraction < 1)) {
      throw new IllegalArgumentException(
          "The validation fraction is %s but must lie between 0 and 1."
              .formatted(validationFraction));
    }
    if (!tokenizer.equals(BYTES)) {
      throw new IllegalArgumentException(
          "There is no tokenizer '%s': choose %s.".formatted(tokenizer, BYTES));
    }
  }

  /// Bytes as tokens, the last 5 % held out.
  public static TextConfiguration bytesOf(String source) {
    return new TextConfiguration(source, DEFAULT_VALIDATION_FRACTION, BYTES);
  }

  public boolean isBundled() {
    return source.startsWith(BUNDLED_PREFIX);
  }

  /// A short name for folders and legends: the bundled name, or the file's name without its ending.
  public String label() {
    if (isBundled()) {
      return source.substring(BUNDLED_PREFIX.length());
    }
    Path fileName = Path.of(source).getFileName();
    String name = fileName == null ? "text" : fileName.toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
