package org.statescope.training.text.corpus;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Plain text: the file is one document. It is text if it is UTF-8 without zero bytes.
final class PlainText {
  private static final int BUFFER = 1 << 16;

  private PlainText() {}

  static void read(CorpusFile file, InputStream in, Documents documents) throws IOException {
    String problem = pass(in, documents::write);
    if (problem != null) {
      throw new TextException(
          "The file %s is not UTF-8 text (%s): convert it, or name another file."
              .formatted(file.path(), problem));
    }
    documents.end();
  }

  /// Reads to the end, or to where it is no text, and tells whether it is.
  static boolean isText(InputStream in, TextSink sink) throws IOException {
    return pass(in, sink) == null;
  }

  /// Null, or what is wrong with the bytes.
  private static @Nullable String pass(InputStream in, TextSink sink) throws IOException {
    Utf8Check check = new Utf8Check();
    byte[] buffer = new byte[BUFFER];
    long before = 0;
    for (int length; (length = in.read(buffer)) >= 0; before += length) {
      for (int i = 0; i < length; i++) {
        if (buffer[i] == 0) {
          return "a zero byte at position " + (before + i);
        }
      }
      long invalid = check.next(buffer, 0, length);
      if (invalid >= 0) {
        return invalidAt(invalid);
      }
      sink.write(buffer, 0, length);
    }
    return check.end() < 0 ? null : invalidAt(check.end());
  }

  private static String invalidAt(long position) {
    return "an invalid sequence at position " + position;
  }
}
