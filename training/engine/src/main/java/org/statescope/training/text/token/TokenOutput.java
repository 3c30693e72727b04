package org.statescope.training.text.token;

import java.io.IOException;

/// Takes the tokens of a text in order.
@FunctionalInterface
public interface TokenOutput {
  /// Takes the first `count` tokens of the array, which is filled anew after the call.
  void write(int[] tokens, int count) throws IOException;
}
