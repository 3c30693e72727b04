package org.statescope.app.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.TextConfiguration;
import org.statescope.training.run.TokenizerFile;

/// Looks at a text and its tokenizer before a trainer is started on them. Touches the disk.
sealed interface TextCheck {
  /// Endings of files that hold more text than they have bytes.
  List<String> PACKED = List.of(".gz", ".zst", ".parquet");

  /// How much a packed file counts for: enough for any batch.
  long ANY_SIZE = Integer.MAX_VALUE;

  /// Nothing speaks against it.
  ///
  /// @param configuration with the vocabulary of its tokenizer
  record Clear(RunConfiguration configuration) implements TextCheck {}

  /// @param sentence why the text cannot be learned
  record Obstacle(String sentence) implements TextCheck {}

  /// The trainer looks again, and closer.
  static TextCheck of(RunConfiguration configuration) {
    TextConfiguration text = configuration.text();
    Optional<String> obstacle =
        text.isBundled()
            ? Optional.empty()
            : obstacle(text.source(), configuration.tokensPerStep());
    if (obstacle.isPresent()) {
      return new Obstacle(obstacle.get());
    }
    if (text.isBytes()) {
      return new Clear(configuration);
    }
    try {
      int vocabulary = TokenizerFile.read(text.tokenizer()).vocabularySize();
      ModelConfiguration model = configuration.model().withVocabularySize(vocabulary);
      return new Clear(configuration.toBuilder().model(model).build());
    } catch (IOException e) {
      return new Obstacle(String.valueOf(e.getMessage()));
    }
  }

  /// A sentence that says why the text at this path cannot be learned; empty if nothing speaks
  /// against it. The trainer looks again, and closer.
  ///
  /// @param needed bytes of a batch, the least a text must have
  static Optional<String> obstacle(String path, long needed) {
    try {
      Path text = Path.of(path);
      if (!Files.exists(text)) {
        return Optional.of(Texts.text("launch.text.absent", path));
      }
      if (!Files.isReadable(text)) {
        return Optional.of(Texts.text("launch.text.forbidden", path));
      }
      long size = size(text);
      return size < needed
          ? Optional.of(Texts.text("launch.text.short", path, size, needed))
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.of(Texts.text("launch.text.absent", path));
    } catch (IOException | UncheckedIOException e) {
      return Optional.of(
          Texts.text("launch.text.unreadable", path, String.valueOf(e.getMessage())));
    }
  }

  private static long size(Path text) throws IOException {
    if (!Files.isDirectory(text)) {
      return sizeOf(text);
    }
    try (Stream<Path> files = Files.walk(text)) {
      return files.filter(Files::isRegularFile).mapToLong(TextCheck::sizeOf).sum();
    }
  }

  private static long sizeOf(Path file) {
    try {
      long bytes = Files.size(file);
      return bytes > 0 && isPacked(file) ? ANY_SIZE : bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isPacked(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return PACKED.stream().anyMatch(name::endsWith);
  }
}
