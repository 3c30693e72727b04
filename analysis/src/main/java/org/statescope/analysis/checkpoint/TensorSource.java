package org.statescope.analysis.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Named tensors in a file, or in several that belong together, whatever their format.
///
/// Opening checks everything that the file says of its tensors; reading touches only the bytes of
/// the tensor that is asked for. The views that [TensorEntry#data()] gives die with [#close()].
public interface TensorSource extends AutoCloseable {
  /// The file or folder that was opened.
  Path path();

  /// The format in words, such as `safetensors`.
  String format();

  /// What is said of every tensor, in the order of the file.
  List<TensorInfo> tensors();

  /// One tensor; an unknown name is refused.
  ///
  /// @throws IOException if the tensor's elements cannot be read, in a sentence
  TensorEntry entry(String name) throws IOException;

  @Override
  void close();
}
