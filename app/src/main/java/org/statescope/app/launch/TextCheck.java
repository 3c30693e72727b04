package org.statescope.app.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.statescope.app.texts.Texts;

/// Looks at a text before a trainer is started on it. Touches the disk.
final class TextCheck {
  private TextCheck() {}

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
      return Files.size(text);
    }
    try (Stream<Path> files = Files.walk(text)) {
      return files.filter(Files::isRegularFile).mapToLong(TextCheck::sizeOf).sum();
    }
  }

  private static long sizeOf(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
