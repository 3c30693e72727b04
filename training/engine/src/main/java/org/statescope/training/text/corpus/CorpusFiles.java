package org.statescope.training.text.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The files of a text in the order in which they are read: one file, or all files below a folder,
/// sorted by path, without hidden ones.
///
/// @param source what the user named
/// @param root the file itself, or the folder
record CorpusFiles(String source, Path root, boolean isFolder, List<CorpusFile> files)
    implements TextSource {
  CorpusFiles {
    files = List.copyOf(files);
  }

  /// @throws TextException in one sentence if there is nothing to read
  static CorpusFiles find(String source) throws IOException {
    Path root = existing(source);
    if (Files.isDirectory(root)) {
      return new CorpusFiles(source, root, true, below(root));
    }
    if (!Files.isRegularFile(root)) {
      throw new TextException(
          "%s is neither a file nor a folder: name a text file or folder.".formatted(source));
    }
    return new CorpusFiles(source, root, false, List.of(new CorpusFile(root, Files.size(root))));
  }

  @Override
  public List<SourceStamp> stamps() throws IOException {
    List<SourceStamp> stamps = new ArrayList<>();
    for (CorpusFile file : files) {
      long modified = Files.getLastModifiedTime(file.path()).toMillis();
      stamps.add(new SourceStamp(nameOf(file), file.bytes(), modified));
    }
    return stamps;
  }

  @Override
  public boolean isPlainWithin(long bytes) {
    return files.stream().allMatch(CorpusFile::isPlain) && bytes() <= bytes;
  }

  @Override
  public List<String> read(String field, TextSink text, PreparationMonitor monitor)
      throws IOException {
    return CorpusReader.read(this, field, text, monitor);
  }

  /// All bytes on disk.
  long bytes() {
    return files.stream().mapToLong(CorpusFile::bytes).sum();
  }

  /// The path of a file as a reader of the folder would write it.
  String nameOf(CorpusFile file) {
    return isFolder ? root.relativize(file.path()).toString() : file.path().toString();
  }

  private static Path existing(String source) throws TextException {
    Path path;
    try {
      path = Path.of(source);
    } catch (InvalidPathException e) {
      throw new TextException(
          "'%s' is not a path: name a text file or folder.".formatted(source), e);
    }
    if (!Files.exists(path)) {
      throw new TextException(
          "There is no text %s: name a text file or folder that exists, or leave --text away for the bundled book."
              .formatted(source));
    }
    return path;
  }

  private static List<CorpusFile> below(Path folder) throws IOException {
    List<CorpusFile> files = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(folder)) {
      List<Path> paths =
          tree.filter(Files::isRegularFile)
              .filter(path -> !isHidden(folder.relativize(path)))
              .sorted()
              .toList();
      for (Path path : paths) {
        files.add(new CorpusFile(path, Files.size(path)));
      }
      return files;
    } catch (UncheckedIOException e) {
      throw TextException.unreadable(folder, e.getCause() == null ? e : e.getCause());
    }
  }

  private static boolean isHidden(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }
}
