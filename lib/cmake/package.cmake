# package.cmake - what `cmake --install` puts where, and what another project finds afterwards:
# find_package(kc) with kc::kc and kc::static, and pkg-config's kc.

include(CMakePackageConfigHelpers)

install(TARGETS kc kc_static EXPORT kc
	LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
	ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
set_target_properties(kc_static PROPERTIES EXPORT_NAME static)
# The library needs no other of ours; only the tools look for it beside themselves.
set_target_properties(kc PROPERTIES INSTALL_RPATH "")
install(DIRECTORY ${PROJECT_SOURCE_DIR}/lib/include/kc DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
	FILES_MATCHING PATTERN "*.h")

set(config_dir ${CMAKE_INSTALL_LIBDIR}/cmake/kc)
install(EXPORT kc NAMESPACE kc:: FILE kcTargets.cmake DESTINATION ${config_dir})
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/kcConfig.cmake.in
	${CMAKE_CURRENT_BINARY_DIR}/kcConfig.cmake INSTALL_DESTINATION ${config_dir})
# Before 1.0 a new minor version may change the interface.
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/kcConfigVersion.cmake
	VERSION ${PROJECT_VERSION} COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/kcConfig.cmake
	${CMAKE_CURRENT_BINARY_DIR}/kcConfigVersion.cmake DESTINATION ${config_dir})

# Relative to the .pc file, so that a moved prefix still works.
file(RELATIVE_PATH pc_prefix /p/${CMAKE_INSTALL_LIBDIR}/pkgconfig /p)
string(REGEX REPLACE "/$" "" pc_prefix ${pc_prefix})
configure_file(${CMAKE_CURRENT_LIST_DIR}/kc.pc.in ${CMAKE_CURRENT_BINARY_DIR}/kc.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/kc.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

install(DIRECTORY ${PROJECT_SOURCE_DIR}/lib/examples/ DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples
	FILES_MATCHING PATTERN "*.c")
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)
