package org.statescope.training.text.corpus;

import static org.statescope.training.text.corpus.PreparationMonitor.Stage.READING;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// Reads the files of a text, whatever they hold, as one stream of UTF-8 bytes.
///
/// In a folder, files that are not UTF-8 text are left out by name; a single file that is not is
/// refused. Everything else that cannot be read is refused in one sentence.
final class CorpusReader {
  private final CorpusFiles files;
  private final String field;
  private final Documents documents;
  private final PreparationMonitor monitor;
  private final double allBytes;
  private final List<String> leftOut = new ArrayList<>();
  private long bytesOfFilesBefore;
  private long bytesOfThisFile;

  private CorpusReader(CorpusFiles files, String field, TextSink text, PreparationMonitor monitor) {
    this.files = files;
    this.field = field;
    this.monitor = monitor;
    // Little of a packed file may be much text: progress is told by the text, not by the disk.
    documents =
        new Documents(
            (utf8, from, length) -> {
              tell();
              text.write(utf8, from, length);
            });
    allBytes = Math.max(1.0, files.bytes());
  }

  /// Passes the whole text on.
  ///
  /// @param field of JSON lines and column of Parquet files
  /// @return the files of a folder that are not UTF-8 text and are not part of the text
  /// @throws TextException in one sentence with the remedy, if there is no text to learn from
  static List<String> read(
      CorpusFiles files, String field, TextSink text, PreparationMonitor monitor)
      throws IOException {
    return new CorpusReader(files, field, text, monitor).read();
  }

  private List<String> read() throws IOException {
    for (CorpusFile file : files.files()) {
      bytesOfThisFile = 0;
      read(file);
      bytesOfFilesBefore += file.bytes();
    }
    if (documents.written() == 0) {
      throw nothing();
    }
    return List.copyOf(leftOut);
  }

  private TextException nothing() {
    boolean noFiles = files.isFolder() && leftOut.size() == files.files().size();
    return new TextException(
        noFiles
            ? "The folder %s holds no text files: name a folder with UTF-8 text, or a text file."
                .formatted(files.source())
            : "The text %s is empty: name a file or folder with text in it."
                .formatted(files.source()));
  }

  private void read(CorpusFile file) throws IOException {
    if (file.format() == TextFormat.PARQUET && file.compression() == Compression.NONE) {
      readParquet(file);
      return;
    }
    if (file.format() == TextFormat.PARQUET) {
      throw new TextException(
          "The file %s is a packed Parquet file: unpack it; Parquet packs its own pages."
              .formatted(file.path()));
    }
    if (files.isFolder() && file.format() == TextFormat.PLAIN && !isText(file)) {
      leftOut.add(files.nameOf(file));
      return;
    }
    try (InputStream in = PackedStream.open(file, bytes -> bytesOfThisFile += bytes)) {
      switch (file.format()) {
        case PLAIN -> PlainText.read(file, in, documents);
        case JSON_LINES -> JsonLines.read(file, field, in, documents);
        case PARQUET -> throw new IllegalStateException("Parquet is not read as a stream.");
      }
    }
  }

  private boolean isText(CorpusFile file) throws IOException {
    try (InputStream in = PackedStream.open(file, bytes -> {})) {
      return PlainText.isText(in, (utf8, from, length) -> tell());
    }
  }

  private void readParquet(CorpusFile file) throws IOException {
    ParquetColumn.read(
        file,
        field,
        documents,
        (rows, ofRows) -> bytesOfThisFile = (long) ((double) file.bytes() * rows / ofRows));
  }

  private void tell() throws IOException {
    double share = (bytesOfFilesBefore + bytesOfThisFile) / allBytes;
    monitor.progress(READING, Math.min(1, share));
  }
}
