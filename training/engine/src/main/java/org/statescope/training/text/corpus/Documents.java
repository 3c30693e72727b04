package org.statescope.training.text.corpus;

import java.io.IOException;

/// Joins documents to one text: between two of them stands a line feed, unless the first ends with
/// one. Empty documents leave no trace.
final class Documents {
  private static final byte[] LINE_FEED = {'\n'};

  private final TextSink text;
  private long written;
  private byte last;
  private boolean betweenDocuments;

  Documents(TextSink text) {
    this.text = text;
  }

  /// Goes on with the current document.
  void write(byte[] utf8, int from, int length) throws IOException {
    if (length == 0) {
      return;
    }
    if (betweenDocuments && written > 0 && last != '\n') {
      text.write(LINE_FEED, 0, 1);
    }
    betweenDocuments = false;
    text.write(utf8, from, length);
    written += length;
    last = utf8[from + length - 1];
  }

  /// Ends the current document.
  void end() {
    betweenDocuments = true;
  }

  /// Bytes of all documents so far.
  long written() {
    return written;
  }
}
