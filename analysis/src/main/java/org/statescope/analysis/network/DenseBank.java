package org.statescope.analysis.network;

import java.util.List;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;

/// Systems without a structure that could be used.
///
/// @param systems the systems, all of one order and one time domain
public record DenseBank(List<StateSpace> systems) implements SystemBank {
  public DenseBank {
    if (systems.isEmpty()) {
      throw new IllegalArgumentException("A bank needs at least one system");
    }
    systems = List.copyOf(systems);
    StateSpace first = systems.getFirst();
    for (StateSpace system : systems) {
      if (system.order() != first.order() || !system.timeDomain().equals(first.timeDomain())) {
        throw new IllegalArgumentException(
            "The systems of a bank must share order and time domain, but one has order "
                + first.order()
                + " in "
                + first.timeDomain()
                + " and one order "
                + system.order()
                + " in "
                + system.timeDomain());
      }
    }
  }

  @Override
  public int count() {
    return systems.size();
  }

  @Override
  public int order() {
    return systems.getFirst().order();
  }

  @Override
  public TimeDomain timeDomain() {
    return systems.getFirst().timeDomain();
  }

  @Override
  public StateSpace system(int index) {
    Vectors.requireIndex(index, systems.size());
    return systems.get(index);
  }
}
