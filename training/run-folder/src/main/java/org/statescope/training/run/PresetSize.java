package org.statescope.training.run;

/// The sizes that every preset model has.
enum PresetSize {
  /// Learns the bundled book on a laptop's CPU in minutes.
  TINY("tiny", 128, 4, 64, 3e-3, 100, 8, 256, 2000, 100, 200, 50),
  /// Takes an hour or more.
  SMALL("small", 256, 8, 64, 2e-3, 300, 8, 512, 6000, 200, 600, 100),
  /// Width and depth of Mamba-130M (arXiv 2312.00752), over bytes; for a GPU.
  AS_130M("130m", 768, 24, 128, 6e-4, 500, 8, 1024, 20_000, 500, 1000, 500);

  private static final int BYTE_VOCABULARY = 256;
  private static final double NORM_EPSILON = 1e-5;
  private static final int EVALUATION_BATCHES = 16;
  private static final int KEPT_CHECKPOINTS = 3;
  private static final int ORDER = 16;
  private static final int EXPAND = 2;
  private static final int TAPS = 4;

  private final String label;
  private final int width;
  private final int layers;
  private final int headedOrder;
  private final double mambaRate;
  private final long warmupSteps;
  private final int batch;
  private final int length;
  private final long steps;
  private final long evaluateEvery;
  private final long checkpointEvery;
  private final long dynamicsEvery;

  PresetSize(
      String label,
      int width,
      int layers,
      int headedOrder,
      double mambaRate,
      long warmupSteps,
      int batch,
      int length,
      long steps,
      long evaluateEvery,
      long checkpointEvery,
      long dynamicsEvery) {
    this.label = label;
    this.width = width;
    this.layers = layers;
    this.headedOrder = headedOrder;
    this.mambaRate = mambaRate;
    this.warmupSteps = warmupSteps;
    this.batch = batch;
    this.length = length;
    this.steps = steps;
    this.evaluateEvery = evaluateEvery;
    this.checkpointEvery = checkpointEvery;
    this.dynamicsEvery = dynamicsEvery;
  }

  String label() {
    return label;
  }

  RunConfiguration run(String name, PresetModel model) {
    double rate = model.learningRate(mambaRate);
    return new RunConfiguration(
        name,
        name,
        model.at(mamba(), headedOrder),
        new OptimizerConfiguration(rate, rate / 10, warmupSteps, 0.9, 0.95, 1e-8, 0.1, 1.0),
        TextConfiguration.bytesOf(TextConfiguration.MOBY_DICK),
        batch,
        length,
        1,
        steps,
        evaluateEvery,
        EVALUATION_BATCHES,
        checkpointEvery,
        KEPT_CHECKPOINTS,
        dynamicsEvery,
        InstabilityPolicy.STOP,
        1,
        "cpu",
        MatrixPrecision.FLOAT32,
        null);
  }

  private ModelConfiguration mamba() {
    return new ModelConfiguration(
        SsmStructure.MAMBA,
        width,
        layers,
        ORDER,
        EXPAND,
        TAPS,
        Math.ceilDiv(width, 16),
        BYTE_VOCABULARY,
        Discretisation.EULER,
        null,
        null,
        NORM_EPSILON);
  }
}
