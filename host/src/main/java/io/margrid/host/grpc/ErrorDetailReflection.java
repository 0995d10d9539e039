package io.margrid.host.grpc;

import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.rpc.ErrorDetailsProto;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoFileDescriptorSupplier;
import java.util.Arrays;

/// Lets clients that know the API by reflection only print error details.
///
/// Reflection serves the files that the services' own files import, and nothing imports the google.rpc error
/// details. So one service's file is shown with that import added; its messages and methods are the same.
final class ErrorDetailReflection {
    private ErrorDetailReflection() {}

    /// A service whose file imports the error details.
    ///
    /// @param service a service made from a `.proto` file
    /// @return the same service for calls
    static ServerServiceDefinition add(ServerServiceDefinition service) {
        ServiceDescriptor plain = service.getServiceDescriptor();
        if (!(plain.getSchemaDescriptor() instanceof ProtoFileDescriptorSupplier schema)) {
            throw new IllegalArgumentException("not made from a .proto file: " + plain.getName());
        }
        FileDescriptor file = withErrorDetails(schema.getFileDescriptor());
        ServiceDescriptor.Builder descriptor = ServiceDescriptor.newBuilder(plain.getName())
                .setSchemaDescriptor((ProtoFileDescriptorSupplier) () -> file);
        plain.getMethods().forEach(descriptor::addMethod);
        ServerServiceDefinition.Builder definition = ServerServiceDefinition.builder(descriptor.build());
        for (ServerMethodDefinition<?, ?> method : service.getMethods()) {
            definition.addMethod(method);
        }
        return definition.build();
    }

    private static FileDescriptor withErrorDetails(FileDescriptor file) {
        FileDescriptor details = ErrorDetailsProto.getDescriptor();
        FileDescriptor[] plain = file.getDependencies().toArray(FileDescriptor[]::new);
        FileDescriptor[] dependencies = Arrays.copyOf(plain, plain.length + 1);
        dependencies[plain.length] = details;
        try {
            return FileDescriptor.buildFrom(
                    file.toProto().toBuilder().addDependency(details.getName()).build(), dependencies);
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException("cannot add an import to " + file.getName(), e);
        }
    }
}
