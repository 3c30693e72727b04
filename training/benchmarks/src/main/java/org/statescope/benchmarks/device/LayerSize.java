package org.statescope.benchmarks.device;

/// The size of a layer whose parts are measured alone.
record LayerSize(int batch, int length, int channels, int order) {
  private static final long GIBIBYTE = 1L << 30;
  private static final long LARGE = 16 * GIBIBYTE;

  /// A layer of Mamba-130M on a card with memory for it, else one of `tiny`.
  static LayerSize on(String device, long memory) {
    boolean card = device.startsWith("cuda") && memory >= LARGE;
    return card ? new LayerSize(8, 1024, 1536, 16) : new LayerSize(8, 256, 256, 16);
  }

  long tokens() {
    return (long) batch * length;
  }
}
