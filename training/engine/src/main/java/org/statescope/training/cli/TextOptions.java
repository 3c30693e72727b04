package org.statescope.training.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.statescope.training.run.BatchOrder;
import org.statescope.training.run.TextConfiguration;
import picocli.CommandLine.Option;

/// Options that say which text is learned, and how it becomes batches of tokens.
final class TextOptions {
  @Option(
      names = "--text",
      paramLabel = "PATH",
      description =
          "What to learn (default: the bundled book): a file or a folder of them. .jsonl, .ndjson"
              + " and .parquet are read as such, all else as UTF-8 text; .gz and .zst are"
              + " unpacked.")
  private @Nullable String text;

  @Option(
      names = "--text-field",
      paramLabel = "NAME",
      description =
          "The field of JSON lines or the column of Parquet files that holds the text (default: "
              + TextConfiguration.DEFAULT_FIELD
              + ").")
  private @Nullable String field;

  @Option(
      names = "--tokenizer",
      paramLabel = "bytes|FILE",
      description =
          "bytes: every byte is a token (default); or a Hugging Face tokenizer.json, whose"
              + " vocabulary the model takes.")
  private @Nullable String tokenizer;

  @Option(
      names = "--batches",
      paramLabel = "shuffled|contiguous",
      description =
          "shuffled (default), or contiguous: each row goes on where it ended; the state of the"
              + " recurrence is not carried over.")
  private @Nullable String batches;

  /// The preset's text with what was chosen instead.
  TextConfiguration applyTo(TextConfiguration preset) {
    return new TextConfiguration(
        text == null ? preset.source() : source(text),
        preset.validationFraction(),
        tokenizer == null ? preset.tokenizer() : tokenizer(tokenizer),
        field == null ? preset.field() : field,
        batches == null ? preset.batches() : BatchOrder.ofLabel(batches));
  }

  private static String source(String text) {
    return text.startsWith(TextConfiguration.BUNDLED_PREFIX) ? text : absolute(text);
  }

  private static String tokenizer(String tokenizer) {
    return tokenizer.equals(TextConfiguration.BYTES) ? tokenizer : absolute(tokenizer);
  }

  /// A path is written down absolute: the run may be resumed from another folder.
  private static String absolute(String path) {
    return path.isBlank() ? path : Path.of(path).toAbsolutePath().normalize().toString();
  }
}
