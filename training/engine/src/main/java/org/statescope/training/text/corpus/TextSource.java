package org.statescope.training.text.corpus;

import java.io.IOException;
import java.util.List;
import org.statescope.training.run.TextConfiguration;

/// Where a text comes from.
public sealed interface TextSource permits BundledText, CorpusFiles {
  /// @throws TextException in one sentence if there is no such text
  static TextSource of(TextConfiguration text) throws IOException {
    return text.isBundled() ? BundledText.of(text) : CorpusFiles.find(text.source());
  }

  /// What the user named.
  String source();

  /// The files it is made of, without reading them.
  List<SourceStamp> stamps() throws IOException;

  /// Whether the text is read as it is, in no more memory than `bytes`.
  boolean isPlainWithin(long bytes);

  /// Passes the whole text on.
  ///
  /// @param field of JSON lines and column of Parquet files
  /// @return the files of a folder that are not UTF-8 text and are not part of the text
  /// @throws TextException in one sentence with the remedy, if there is no text to learn from
  List<String> read(String field, TextSink text, PreparationMonitor monitor) throws IOException;
}
