package org.statescope.training.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// Files that appear whole or not at all: written aside, fsynced and renamed.
public final class DurableFiles {
  /// Names that begin so are unfinished: readers pass over them, the next writer removes them.
  static final String ASIDE_PREFIX = ".aside-";

  private DurableFiles() {}

  /// Puts `text` in the file, whole or not at all; an older content stays if writing fails.
  public static void write(Path file, String text) throws IOException {
    Path aside = asideOf(file);
    try {
      try (FileChannel channel =
          FileChannel.open(
              aside,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      rename(aside, file);
    } catch (IOException e) {
      Files.deleteIfExists(aside);
      throw e;
    }
  }

  /// Fills a folder that is being made.
  @FunctionalInterface
  public interface FolderContent {
    void writeTo(Path folder) throws IOException;
  }

  /// Makes a folder, whole or not at all; the target must not exist, or be an empty folder.
  public static void writeFolder(Path target, FolderContent content) throws IOException {
    Path aside = asideOf(target);
    try {
      deleteTree(aside);
      Files.createDirectories(aside);
      content.writeTo(aside);
      forceTree(aside);
      rename(aside, target);
    } catch (IOException | UncheckedIOException e) {
      deleteQuietly(aside, e);
      throw e;
    }
  }

  private static void deleteQuietly(Path folder, Exception reason) {
    try {
      deleteTree(folder);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /// Where to build a file or folder that will be renamed to `target`.
  static Path asideOf(Path target) {
    String name = ASIDE_PREFIX + ProcessHandle.current().pid() + "-" + target.getFileName();
    return target.resolveSibling(name);
  }

  /// Renames over an older file, atomically where the file system can, and makes the rename
  /// durable.
  static void rename(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
    forceFolder(to.toAbsolutePath().getParent());
  }

  /// Fsyncs every file below the folder, and the folders.
  static void forceTree(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
              channel.force(true);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            forceFolder(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// Removes a folder and all in it; nothing happens if there is none.
  static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// Windows has no fsync of folders and does not need it: its file system journals renames.
  private static void forceFolder(@Nullable Path folder) throws IOException {
    if (folder == null || System.getProperty("os.name").startsWith("Windows")) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
