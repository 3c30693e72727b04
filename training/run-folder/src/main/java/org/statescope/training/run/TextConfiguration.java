package org.statescope.training.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The text a run learns from.
///
/// @param source `bundled:moby-dick`, or the path of a file or of a folder of files: UTF-8 text,
///   JSON lines or Parquet
/// @param validationFraction the share at the end of the text that is held out
/// @param tokenizer `bytes`: every UTF-8 byte is a token; or the path of a Hugging Face
///   `tokenizer.json`
/// @param field which field of JSON lines and which column of Parquet files holds the text
/// @param batches in which order the text is learned
public record TextConfiguration(
    String source, double validationFraction, String tokenizer, String field, BatchOrder batches) {
  public static final String BUNDLED_PREFIX = "bundled:";
  public static final String MOBY_DICK = BUNDLED_PREFIX + "moby-dick";
  public static final String BYTES = "bytes";
  public static final String DEFAULT_FIELD = "text";
  private static final double DEFAULT_VALIDATION_FRACTION = 0.05;

  public TextConfiguration {
    Require.notBlank(source, "The source of the text");
    if (!(validationFraction > 0 && validationFraction < 1)) {
      throw new IllegalArgumentException(
          "The validation fraction is %s but must lie between 0 and 1."
              .formatted(validationFraction));
    }
    Require.notBlank(tokenizer, "The tokenizer");
    Require.notBlank(field, "The field of the text");
  }

  /// Reads a run's JSON; runs of older versions name neither field nor order.
  @JsonCreator
  static TextConfiguration ofJson(
      @JsonProperty("source") String source,
      @JsonProperty("validation_fraction") double validationFraction,
      @JsonProperty("tokenizer") String tokenizer,
      @JsonProperty("field") @Nullable String field,
      @JsonProperty("batches") @Nullable BatchOrder batches) {
    return new TextConfiguration(
        source,
        validationFraction,
        tokenizer,
        field == null ? DEFAULT_FIELD : field,
        batches == null ? BatchOrder.SHUFFLED : batches);
  }

  /// Bytes as tokens, the last 5 % held out, shuffled.
  public static TextConfiguration bytesOf(String source) {
    return new TextConfiguration(
        source, DEFAULT_VALIDATION_FRACTION, BYTES, DEFAULT_FIELD, BatchOrder.SHUFFLED);
  }

  /// The same text through another tokenizer.
  public TextConfiguration withTokenizer(String other) {
    return new TextConfiguration(source, validationFraction, other, field, batches);
  }

  /// The same text from another field or column.
  public TextConfiguration withField(String other) {
    return new TextConfiguration(source, validationFraction, tokenizer, other, batches);
  }

  /// The same text learned in another order.
  public TextConfiguration withBatches(BatchOrder other) {
    return new TextConfiguration(source, validationFraction, tokenizer, field, other);
  }

  @JsonIgnore
  public boolean isBundled() {
    return source.startsWith(BUNDLED_PREFIX);
  }

  /// Whether every UTF-8 byte is a token.
  @JsonIgnore
  public boolean isBytes() {
    return tokenizer.equals(BYTES);
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
