package org.statescope.analysis.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.lti.StateSpace;
import us.hebi.matlab.mat.types.MatlabType;

/// A system as a MATLAB file of level 5: the variables A, B, C and, if any, D and Ts or dt, or a
/// structure `sys` with those fields. Variables on their own come first.
final class MatSystem {
  private static final Set<String> FIELDS = Set.of("A", "B", "C", "D", "Ts", "dt");
  private static final String STRUCTURE = "sys";

  private MatSystem() {}

  static StateSpace read(Path file) throws IOException {
    Set<String> wanted = new java.util.HashSet<>(FIELDS);
    wanted.add(STRUCTURE);
    Map<String, MatElement> variables = new HashMap<>(MatVariables.read(file, wanted));
    MatElement structure = variables.remove(STRUCTURE);
    if (structure != null && !variables.containsKey("A")) {
      if (structure.type() != MatlabType.Structure) {
        // Says what it is instead.
        MatNumbers.matrix(file, STRUCTURE, structure);
        throw new SystemFileException(file, STRUCTURE + " is a matrix but must be a structure");
      }
      variables = structure.fields(file);
    }
    SystemParts parts = new SystemParts(file);
    for (Map.Entry<String, MatElement> variable : variables.entrySet()) {
      if (FIELDS.contains(variable.getKey())) {
        put(parts, file, variable.getKey(), variable.getValue());
      }
    }
    if (variables.containsKey("Ts") && variables.containsKey("dt")) {
      throw new SystemFileException(file, "it has both Ts and dt; keep one sample period");
    }
    return parts.system();
  }

  private static void put(SystemParts parts, Path file, String name, MatElement element)
      throws SystemFileException {
    DMatrixRMaj matrix = MatNumbers.matrix(file, name, element);
    switch (name) {
      case "Ts", "dt" -> parts.samplePeriod(name, matrix);
      case "D" -> {
        // MATLAB's own commands take an empty D as zero.
        if (matrix.getNumElements() > 0) {
          parts.put(name, matrix);
        }
      }
      default -> parts.put(name, matrix);
    }
  }
}
