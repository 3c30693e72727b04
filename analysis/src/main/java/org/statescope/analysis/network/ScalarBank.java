package org.statescope.analysis.network;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;

/// Systems whose A is one number times the identity, as a frozen head of Mamba-2: whatever b and c
/// are, one direction of the state is all that the input reaches and the output sees.
///
/// @param count the number of systems
/// @param order states of each
/// @param poles a, one number for each system or one that all share
/// @param input b, count×order or order numbers that all share
/// @param output c, count×order or order numbers that all share
/// @param timeDomain continuous, or discrete with its sample period
public record ScalarBank(
    int count, int order, double[] poles, double[] input, double[] output, TimeDomain timeDomain)
    implements SystemBank {
  public ScalarBank {
    Vectors.requireCounts(count, order);
    Vectors.require("The poles", poles, count, 1);
    Vectors.require("The entries of the input vector", input, count, order);
    Vectors.require("The entries of the output vector", output, count, order);
  }

  @Override
  public StateSpace system(int index) {
    Vectors.requireIndex(index, count);
    DMatrixRMaj a = CommonOps_DDRM.identity(order);
    CommonOps_DDRM.scale(poles[Vectors.offset(poles, index, 1)], a);
    return StateSpace.strictlyProper(
        a, Vectors.column(input, index, order), Vectors.row(output, index, order), timeDomain);
  }
}
