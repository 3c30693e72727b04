package org.statescope.analysis.network;

import java.util.Arrays;

/// The kernel factor in real numbers: a pole and its conjugate are eliminated together.
///
/// With D = Sᵢₖ Sᵢₖ̄ and N = Gᵢₖ Gᵢₖ̄ the kernel 1/S minus that of the quotient N/D is of rank two
/// and real: in continuous time its columns are 2√σ xᵢ / D and 2√σ |xₖ| / D, σ = Re xₖ (the Kautz
/// functions), in discrete time √((1 − |λₖ|²)/2) times |1 − λₖ| (1 + λᵢ) / D and |1 + λₖ| (1 − λᵢ)
/// / D. A real pole is a single node.
///
/// The two columns of a pair are as far from parallel as [ConjugateNodes#separation] says, so pairs
/// beside the real axis need [NodeFactor].
final class PairFactor implements KernelFactor {
  private final int pairs;
  private final int n;
  private final double[] re;
  private final double[] im;
  private final double[] gRe;
  private final double[] gIm;
  private final int[] order;

  /// The position of the first row that is not zero in a column.
  private final int[] firstRow;

  private int columns;

  PairFactor(int pairs) {
    this.pairs = pairs;
    n = 2 * pairs;
    re = new double[pairs * n];
    im = new double[pairs * n];
    gRe = new double[pairs];
    gIm = new double[pairs];
    order = new int[pairs];
    firstRow = new int[n];
  }

  @Override
  public void compute(ConjugateNodes nodes, double[] weight) {
    columns = 0;
    Arrays.fill(gIm, 0);
    for (int k = 0; k < pairs; k++) {
      order[k] = k;
      gRe[k] = weight[k];
    }
    for (int t = 0; t < pairs; t++) {
      choosePivot(nodes, t);
      if (nodes.isReal(order[t])) {
        eliminateReal(nodes, t);
      } else {
        eliminatePair(nodes, t);
      }
    }
  }

  private void choosePivot(ConjugateNodes nodes, int t) {
    int best = t;
    double largest = -1;
    for (int s = t; s < pairs; s++) {
      int k = order[s];
      double diagonal = (gRe[k] * gRe[k] + gIm[k] * gIm[k]) / nodes.sumReal[2 * k * n + 2 * k];
      if (diagonal > largest) {
        largest = diagonal;
        best = s;
      }
    }
    int k = order[t];
    order[t] = order[best];
    order[best] = k;
  }

  private void eliminateReal(ConjugateNodes nodes, int t) {
    int pivot = 2 * order[t];
    double root = Math.sqrt(nodes.sumReal[pivot * n + pivot]);
    firstRow[columns] = t;
    for (int s = t; s < pairs; s++) {
      int k = order[s];
      int at = 2 * k * n + pivot;
      quotient(k, nodes.sumReal[at], nodes.sumImaginary[at]);
      re[k * n + columns] = gRe[k] * root;
      im[k * n + columns] = gIm[k] * root;
      multiply(k, nodes.gapReal[at], nodes.gapImaginary[at]);
    }
    columns++;
  }

  private void eliminatePair(ConjugateNodes nodes, int t) {
    int pivot = 2 * order[t];
    double own = nodes.sumReal[pivot * n + pivot];
    double lambdaRe = nodes.lambdaReal[pivot];
    double lambdaIm = nodes.lambdaImaginary[pivot];
    boolean discrete = nodes.isDiscrete();
    double first = Math.sqrt(discrete ? own / 2 : 2 * own);
    double second = first * Math.hypot(discrete ? 1 + lambdaRe : lambdaRe, lambdaIm);
    if (discrete) {
      first *= Math.hypot(1 - lambdaRe, lambdaIm);
    }
    firstRow[columns] = t;
    firstRow[columns + 1] = t;
    for (int s = t; s < pairs; s++) {
      int k = order[s];
      int at = 2 * k * n + pivot;
      quotient(k, nodes.sumReal[at], nodes.sumImaginary[at]);
      quotient(k, nodes.sumReal[at + 1], nodes.sumImaginary[at + 1]);
      double x = nodes.lambdaReal[2 * k];
      double y = nodes.lambdaImaginary[2 * k];
      int z = k * n + columns;
      if (discrete) {
        re[z] = (gRe[k] * (1 + x) - gIm[k] * y) * first;
        im[z] = (gRe[k] * y + gIm[k] * (1 + x)) * first;
        re[z + 1] = (gRe[k] * (1 - x) + gIm[k] * y) * second;
        im[z + 1] = (gIm[k] * (1 - x) - gRe[k] * y) * second;
      } else {
        re[z] = (gIm[k] * y - gRe[k] * x) * first;
        im[z] = -(gRe[k] * y + gIm[k] * x) * first;
        re[z + 1] = gRe[k] * second;
        im[z + 1] = gIm[k] * second;
      }
      multiply(k, nodes.gapReal[at], nodes.gapImaginary[at]);
      multiply(k, nodes.gapReal[at + 1], nodes.gapImaginary[at + 1]);
    }
    columns += 2;
  }

  private void quotient(int k, double x, double y) {
    double squared = x * x + y * y;
    double real = (gRe[k] * x + gIm[k] * y) / squared;
    gIm[k] = (gIm[k] * x - gRe[k] * y) / squared;
    gRe[k] = real;
  }

  private void multiply(int k, double x, double y) {
    double real = gRe[k] * x - gIm[k] * y;
    gIm[k] = gRe[k] * y + gIm[k] * x;
    gRe[k] = real;
  }

  /// A node and its conjugate add twice a real part.
  @Override
  public void product(
      double[] phaseReal, double[] phaseImaginary, double[] target, double[] lengths) {
    Arrays.fill(target, 0);
    Arrays.fill(lengths, 0);
    for (int q = 0; q < columns; q++) {
      for (int t = firstRow[q]; t < pairs; t++) {
        int k = order[t];
        double x = re[k * n + q];
        double y = im[k * n + q];
        lengths[q] += 2 * (x * x + y * y);
        double u = 2 * (phaseReal[k] * x - phaseImaginary[k] * y);
        double v = 2 * (phaseReal[k] * y + phaseImaginary[k] * x);
        for (int p = 0; p <= q; p++) {
          target[p * n + q] += u * re[k * n + p] - v * im[k * n + p];
        }
      }
      for (int p = 0; p < q; p++) {
        target[q * n + p] = target[p * n + q];
      }
    }
  }
}
