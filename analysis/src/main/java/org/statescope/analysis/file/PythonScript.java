package org.statescope.analysis.file;

import java.util.List;
import java.util.StringJoiner;
import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.lti.Continuous;
import org.statescope.analysis.lti.Discrete;
import org.statescope.analysis.lti.StateSpace;

/// A system as a script for python-control. Numbers are written so that they read back bit for bit.
final class PythonScript {
  private PythonScript() {}

  static String of(StateSpace system, List<String> remarks) {
    StringBuilder script = new StringBuilder();
    for (String remark : remarks) {
      // A line break in a name must not end the comment.
      script.append("# ").append(remark.replaceAll("\\R", " ")).append('\n');
    }
    script.append("import control\nimport numpy as np\n\n");
    script.append(matrix("A", system.a()));
    script.append(matrix("B", system.b()));
    script.append(matrix("C", system.c()));
    script.append(matrix("D", system.d()));
    script.append(
        switch (system.timeDomain()) {
          case Continuous() -> "system = control.ss(A, B, C, D)\n";
          case Discrete(double samplePeriod) ->
              "dt = " + samplePeriod + "\nsystem = control.ss(A, B, C, D, dt)\n";
        });
    return script.toString();
  }

  private static String matrix(String name, DMatrixRMaj matrix) {
    StringJoiner rows = new StringJoiner(",\n    ", name + " = np.array([\n    ", ",\n])\n");
    for (int i = 0; i < matrix.numRows; i++) {
      StringJoiner row = new StringJoiner(", ", "[", "]");
      for (int j = 0; j < matrix.numCols; j++) {
        row.add(Double.toString(matrix.get(i, j)));
      }
      rows.add(row.toString());
    }
    return rows.toString();
  }
}
