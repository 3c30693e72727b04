package org.statescope.training.text.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// The lines of a stream as bytes, without their line feeds. A line is held in memory; a longer one
/// than the limit is refused.
final class Lines {
  static final int LONGEST_LINE = 1 << 26;
  private static final int BUFFER = 1 << 16;

  /// A line beyond the limit.
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1;
  }

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int filled;
  private byte[] line = new byte[BUFFER];
  private int length;

  Lines(InputStream in) {
    this.in = in;
  }

  /// Goes to the next line; false at the end.
  boolean next() throws IOException {
    length = 0;
    boolean any = false;
    while (position < filled || fill()) {
      any = true;
      int end = position;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      append(end);
      boolean complete = end < filled;
      position = complete ? end + 1 : end;
      if (complete) {
        return true;
      }
    }
    return any;
  }

  /// Holds the line in its first {@link #length} places, until the next one.
  byte[] bytes() {
    return line;
  }

  int length() {
    return length;
  }

  boolean isBlank() {
    for (int i = 0; i < length; i++) {
      if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  private boolean fill() throws IOException {
    position = 0;
    filled = Math.max(0, in.read(buffer));
    return filled > 0;
  }

  private void append(int end) throws TooLongException {
    int more = end - position;
    if (length + more > LONGEST_LINE) {
      throw new TooLongException();
    }
    if (length + more > line.length) {
      line = Arrays.copyOf(line, Math.min(LONGEST_LINE, Math.max(2 * line.length, length + more)));
    }
    System.arraycopy(buffer, position, line, length, more);
    length += more;
  }
}
