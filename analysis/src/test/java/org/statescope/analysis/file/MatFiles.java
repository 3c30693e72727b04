package org.statescope.analysis.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sinks;

/// Small MATLAB files for tests.
final class MatFiles {
  static final double[][] A = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
  static final double[][] B = {{1, -1}, {2, -2}, {3, -3}};
  static final double[][] C = {{1, 0, 5}};

  private MatFiles() {}

  static Matrix array(double[][] rows, MatlabType type) {
    Matrix matrix = Mat5.newMatrix(rows.length, rows.length == 0 ? 0 : rows[0].length, type);
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        matrix.setDouble(i, j, rows[i][j]);
      }
    }
    return matrix;
  }

  static Matrix array(double[][] rows) {
    return array(rows, MatlabType.Double);
  }

  /// A file with A, B and C, and what else is added before it is written.
  static Mat5File plain() {
    Mat5File mat = Mat5.newMatFile();
    mat.addArray("A", array(A)).addArray("B", array(B)).addArray("C", array(C));
    return mat;
  }

  static Path write(Mat5File mat, Path file, boolean compressed) throws IOException {
    Files.deleteIfExists(file);
    try (var sink = Sinks.newStreamingFile(file.toFile())) {
      Mat5.newWriter(sink)
          .setDeflateLevel(compressed ? Deflater.BEST_SPEED : Deflater.NO_COMPRESSION)
          .writeMat(mat);
    }
    return file;
  }
}
