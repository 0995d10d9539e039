/// Tests of the whole program: the repository, its layers, and figures from end to end.
package io.margrid.host;
