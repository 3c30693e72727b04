package org.statescope.training.text.corpus;

import java.io.IOException;

/// Takes a text piece by piece.
@FunctionalInterface
public interface TextSink {
  /// Takes `length` bytes of valid UTF-8; a piece may end inside a character. The array belongs to
  /// the caller and is filled anew after the call.
  void write(byte[] utf8, int from, int length) throws IOException;
}
