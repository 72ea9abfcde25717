// Runs before first paint: no flash of the wrong theme. Its own file because the CSP allows no inline script.
(function () {
  var akar = document.documentElement, pilihan = null;
  try { pilihan = localStorage.getItem("tema"); } catch (e) { /* storage may be off */ }
  if (!pilihan) pilihan = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  akar.setAttribute("data-bs-theme", pilihan);
  akar.classList.add("js");
})();
