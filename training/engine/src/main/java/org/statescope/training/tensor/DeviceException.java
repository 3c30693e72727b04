package org.statescope.training.tensor;

/// A device refused: the message is a sentence for the user.
public class DeviceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public DeviceException(String sentence) {
    super(sentence);
  }
}
