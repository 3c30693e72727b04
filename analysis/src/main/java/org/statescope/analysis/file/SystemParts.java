package org.statescope.analysis.file;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;

/// The matrices of one file by name, until they make a system.
final class SystemParts {
  private final Path file;
  private final Map<String, DMatrixRMaj> matrices = new LinkedHashMap<>();
  private double samplePeriod;

  SystemParts(Path file) {
    this.file = file;
  }

  void put(String name, DMatrixRMaj matrix) throws SystemFileException {
    if (matrices.put(name, matrix) != null) {
      throw new SystemFileException(file, name + " is there twice");
    }
  }

  /// The sample period in seconds, 0 in continuous time.
  void samplePeriod(double seconds) {
    samplePeriod = seconds;
  }

  /// The sample period as a matrix with one entry.
  void samplePeriod(String name, DMatrixRMaj value) throws SystemFileException {
    if (value.getNumElements() != 1) {
      throw new SystemFileException(
          file, name + " has " + value.getNumElements() + " numbers but must be one, in seconds");
    }
    samplePeriod = value.get(0);
  }

  StateSpace system() throws SystemFileException {
    TimeDomain domain;
    try {
      domain = samplePeriod == 0 ? TimeDomain.continuous() : TimeDomain.discrete(samplePeriod);
      DMatrixRMaj a = required("A");
      DMatrixRMaj b = required("B");
      DMatrixRMaj c = required("C");
      @Nullable DMatrixRMaj d = matrices.get("D");
      return d == null
          ? StateSpace.strictlyProper(a, b, c, domain)
          : new StateSpace(a, b, c, d, domain);
    } catch (IllegalArgumentException e) {
      throw new SystemFileException(file, String.valueOf(e.getMessage()), e);
    }
  }

  private DMatrixRMaj required(String name) throws SystemFileException {
    DMatrixRMaj matrix = matrices.get(name);
    if (matrix == null) {
      throw new SystemFileException(
          file, "it has no " + name + "; a system needs A, B and C, and D where it is not zero");
    }
    return matrix;
  }
}
