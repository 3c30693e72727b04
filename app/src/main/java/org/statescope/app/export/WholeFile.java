package org.statescope.app.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Files that appear whole or not at all: written aside, fsynced and renamed.
public final class WholeFile {
  /// Writes the content of a file.
  @FunctionalInterface
  public interface Content {
    void write(OutputStream out) throws IOException;
  }

  private WholeFile() {}

  /// Writes the file; what stood there before stays if writing fails.
  public static void write(Path file, Content content) throws IOException {
    writeAll(Map.of(file, content));
  }

  /// Writes files that belong together: none is renamed before all are written, so what stood there
  /// before stays if writing any of them fails.
  public static void writeAll(Map<Path, Content> files) throws IOException {
    List<Path> asides = new ArrayList<>();
    try {
      for (Map.Entry<Path, Content> file : files.entrySet()) {
        Path aside = aside(file.getKey());
        asides.add(aside);
        writeAside(aside, file.getValue());
      }
      for (Path file : files.keySet()) {
        rename(aside(file), file);
      }
    } catch (IOException | RuntimeException e) {
      for (Path aside : asides) {
        Files.deleteIfExists(aside);
      }
      throw e;
    }
  }

  private static Path aside(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".part");
  }

  private static void writeAside(Path aside, Content content) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                aside,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
      content.write(out);
      out.flush();
      channel.force(true);
    }
  }

  private static void rename(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
