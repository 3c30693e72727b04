package org.statescope.training.gpu;

import org.statescope.training.tensor.DeviceException;

/// A graphics processor or its runtime refused.
public final class GpuException extends DeviceException {
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
