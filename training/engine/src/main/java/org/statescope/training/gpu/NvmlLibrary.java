package org.statescope.training.gpu;

/// The calls of NVIDIA's management library that are used here. A card is named by its place on the
/// bus, since the library counts cards in another order than CUDA. Each call returns the library's
/// status, 0 for success.
interface NvmlLibrary {
  /// Bytes in use and bytes in all.
  int memory(String busId, long[] usedAndTotal);

  /// Percent of the last moments in which a kernel ran.
  int utilisation(String busId, int[] percent);

  /// Of the processor of the card, in °C.
  int temperature(String busId, int[] degrees);
}
