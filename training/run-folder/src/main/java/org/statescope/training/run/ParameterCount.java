package org.statescope.training.run;

/// Counts the trainable numbers of a model, part by part as the blocks are built.
final class ParameterCount {
  private ParameterCount() {}

  static long of(ModelConfiguration model) {
    long width = model.modelWidth();
    long norm = width;
    long block = norm + (model.structure().hasHeads() ? headedBlock(model) : mambaBlock(model));
    return model.vocabularySize() * width + model.layers() * block + norm;
  }

  private static long mambaBlock(ModelConfiguration model) {
    long width = model.modelWidth();
    long channels = model.channels();
    long inputProjection = 2 * channels * width;
    long stepProjection = channels * model.stepRank() + channels;
    long feedThrough = channels;
    long outputProjection = width * channels;
    return inputProjection
        + convolution(model, channels)
        + model.projectionWidth() * channels
        + stepProjection
        + (long) model.systems() * model.order()
        + staticVectors(model)
        + feedThrough
        + outputProjection;
  }

  private static long staticVectors(ModelConfiguration model) {
    return isStatic(model) ? (long) model.systems() * model.order() : 0;
  }

  private static boolean isStatic(ModelConfiguration model) {
    return model.structure().isCanonical() && model.requireCanonical().readout() == Readout.STATIC;
  }

  /// Mamba-2 (arXiv 2405.21060): in_proj makes z, x, B, C and Δ at once; the convolution runs over
  /// x, B and C; Δ's bias, a and D are one number per head; the gated norm spans all channels.
  private static long headedBlock(ModelConfiguration model) {
    long width = model.modelWidth();
    long channels = model.channels();
    long heads = model.headCount();
    long convolved = channels + 2L * model.requireHeads().groups() * model.order();
    long inputProjection = (channels + convolved + heads) * width;
    long gatedNorm = channels;
    long outputProjection = width * channels;
    return inputProjection
        + convolution(model, convolved)
        + 3 * heads
        + gatedNorm
        + outputProjection;
  }

  private static long convolution(ModelConfiguration model, long channels) {
    return channels * model.convolutionWidth() + channels;
  }
}
