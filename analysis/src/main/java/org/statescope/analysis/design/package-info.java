/// Editing the poles of a learned network: edits as values, the network that they make, and what
/// each does to the responses, with a bound beside the measured change. Writing an edited network
/// into a checkpoint belongs to the training engine; nothing here reads or writes files.
///
/// A layer is edited in the form in which it is learned. That decides what removal of a state
/// means:
///
/// | bank | state of all systems | state of one system |
/// |---|---|---|
/// | diagonal, complex diagonal, heads of several states | its entry of B is 0: exact | its pole forgets within a token (heads: refused) |
/// | heads of one state, companion, Schwarz | its poles forget within a token | the same |
///
/// A state that forgets within a token ([Forgetting]) still passes on the token itself. In the
/// companion and Schwarz forms C is kept as it is, so moving one pole also changes how much the
/// other poles are heard: the predictions say by how much, and no formula of the removed mode alone
/// would.
@NullMarked
package org.statescope.analysis.design;

import org.jspecify.annotations.NullMarked;
