title the cart in the mud
cast a: farmer
cast c: child
cast b: child
cast d: donkey
cast e: old
cast f: hen
word load: turnips, hay, potatoes, cabbages, firewood, pumpkins, straw
word where: on the narrow road through the woods, in the lane behind the mill, by the ford, at the bottom of the hill
word thanks: a pumpkin pie, hot soup, fresh milk and bread, apple cake

beat start
One (wet|rainy|grey) morning, {a.intro} was taking a cart of {load} to the market
{a.intro} had a cart full of {load} and wanted to take it to the market
It had rained all night when {a.intro} set out with a cart of {load}
beat but
{where} the wheels sank into the mud
the cart got stuck in deep mud {where}
beat start
{d.intro} pulled, but the cart did not move an inch
In front of the cart was {d.intro}, who pulled and pulled, but the wheels did not turn
beat then
{c.intro} came along and (pushed|began to push) from behind
beat start
{d.name} pulled and {c.name} pushed, but the cart stayed where it was
{d.name} pulled, {c.name} pushed, and nothing happened
beat then
{b.intro} came running and pushed, too
{b.intro} came by and leaned against the cart with both hands
beat start
{d.name} pulled, {c.name} and {b.name} pushed, but the wheels only sank deeper
{d.name} pulled, {c.name} and {b.name} pushed, and still the cart did not move
beat then
{e.intro} stopped on the way home and laid some flat stones under the wheels
{e.intro} came out of the nearest house with two boards and put them under the wheels
beat start
{d.name} pulled, {c.name} and {b.name} pushed, {e.name} shouted, but the cart only shook
{d.name} pulled, {c.name} and {b.name} pushed, {e.name} called out the time, and the cart gave a little groan
beat maybe say a
What more can we do? We are all tired
It is hopeless. We will be here until dark
beat then
{f.intro} came out of the hedge
{f.intro} hopped up and sat on the very top of the load
beat start
It was a hen no bigger than a cabbage, but it clucked as loudly as a bell
Nobody had thought of {f.name}, who flapped both wings and clucked as loudly as a bell
beat when
{d.name} pulled, {c.name} and {b.name} pushed, {e.name} shouted and {f.name} clucked
everyone together pulled, pushed, shouted and clucked
beat start
the cart rolled out of the mud at last
the wheels came free with a loud smack
beat maybe start
@glad a
beat say a
Thank you, every one of you! A little help is often just what is missing
Hooray! Even the smallest helper counts
beat maybe so
everyone got {thanks} that evening
that evening there was {thanks} for all the helpers
beat maybe start
{f.name} got a handful of (yellow|golden) corn, and that was a feast for a hen

ask what
? What was in the cart
? What was {a.name} taking to the market
! The cart was full of {load}
! It was a cart of {load}
ask where
? Where did the cart get stuck
! The cart got stuck {where}
! It got stuck {where}
ask who f
? Who came (last|at the very end)
? Who was the smallest helper
! It was {f.name}, the hen
ask first
? Who came to help first, {c.name} or {b.name}
! {c.name} came first, and then {b.name} came
! {c.name} came before {b.name}
ask why
? Why did the cart not move
? Why did {a.name} need help
! It was because the wheels were stuck in the mud
! The wheels had sunk into the mud
