package org.statescope.training.gpu;

/// A device refused: the message is a sentence for the user.
public final class GpuException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String sentence;

  GpuException(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /// The message.
  String sentence() {
    return sentence;
  }
}
