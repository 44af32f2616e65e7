title tools that were lent
cast a: child
cast g: old
cast b: farmer
cast c: painter
cast d: baker
cast e: shoemaker
word x1: hammer, saw, ladder, plane, drill, hatchet, pair of pliers, screwdriver, file, crowbar, wheelbarrow, chisel
word x2: hammer, saw, ladder, plane, drill, hatchet, pair of pliers, screwdriver, file, crowbar, wheelbarrow, chisel
word x3: hammer, saw, ladder, plane, drill, hatchet, pair of pliers, screwdriver, file, crowbar, wheelbarrow, chisel
word x4: hammer, saw, ladder, plane, drill, hatchet, pair of pliers, screwdriver, file, crowbar, wheelbarrow, chisel
word u1: to mend a fence, to build a shelf, to hang up a sign, to fix a window, to make a hen coop, to repair a bench, to put up a swing, to mend a bed, to make a toy cart, to build a rabbit hutch
word u2: to mend a fence, to build a shelf, to hang up a sign, to fix a window, to make a hen coop, to repair a bench, to put up a swing, to mend a bed, to make a toy cart, to build a rabbit hutch
word u3: to mend a fence, to build a shelf, to hang up a sign, to fix a window, to make a hen coop, to repair a bench, to put up a swing, to mend a bed, to make a toy cart, to build a rabbit hutch
word u4: to mend a fence, to build a shelf, to hang up a sign, to fix a window, to make a hen coop, to repair a bench, to put up a swing, to mend a bed, to make a toy cart, to build a rabbit hutch
word broke: the garden gate fell off its hinges, the little bridge over the brook broke, the door of the henhouse jammed, the roof of the shed came down, a branch smashed the garden fence
word wait: an umbrella stand, an empty nail, a bent spoon, a ball of string

beat start
3: One night there was a storm, and at the house of {g.intro}, a good friend of {a.intro}, {broke}
3: {a.intro} was staying with {g.intro} when in the great March storm {broke}
3: {a.intro} was staying with {g.intro} and was woken by a crash, for in the storm {broke}
1: One night there was a storm, and at the house of {g.intro}, a good friend of mine, {broke}
1: I was staying with {g.intro} when in the last storm {broke}
1: I was staying with {g.intro} and was woken by a crash, for in the storm {broke}
beat but
in the tool shed there was nothing left but {wait}
the tool shed was as empty as a drum, except for {wait}
where the tools should have been, there was only {wait}
when {g} opened the tool shed, {g} found nothing but {wait}
beat say g to a
I have lent everything, {a.name}, and I never wrote it down. My poor old head!
Everybody borrows, and nobody brings back. Will you help me, {a.name}?
Where are all my tools? I lend them to everybody, {a.name}, and then I forget
If only I knew who has them! I say yes to everyone, {a.name}. That is my trouble
beat so
{a} went through the town from door to door
{a} set out with a handcart to ask everyone
{a} knocked at all the doors between the mill and the bridge
{a} promised to find every single tool and was off at once
beat mix start
{b.intro} had the {x1}, which was needed {u1}
The {x1} was with {b.intro}, who had borrowed it {u1}
{b.intro} had taken the {x1} {u1}
{b.intro} opened the door with the {x1} in one hand, for it had been borrowed {u1}
beat mix start
{c.intro} had borrowed the {x2} {u2}
{c.intro} went quite red and fetched the {x2}, which had been borrowed {u2}
It was {c.intro} who had wanted the {x2} {u2}
{c.intro} had long finished with the {x2}, which had been borrowed {u2}
The {x2} turned up at the house of {c.intro}, where it was used {u2}
beat mix start
The {x3} had gone to {d.intro} {u3}
The {x3} was found at the house of {d.intro}, who had needed it {u3}
The {x3} lay on the table of {d.intro}, who had used it {u3}
{d.intro} said sorry and gave back the {x3}, which had served {u3}
{d.intro} still kept the {x3}, borrowed at Easter {u3}
beat mix start
{e.intro} was just using the {x4} {u4}
{e.intro} remembered borrowing the {x4} {u4}, but had forgotten from whom
{e.intro} had borrowed the {x4} {u4} and was glad to be rid of it
The one with the {x4} was {e.intro}, who had used it {u4}
{e.intro} had asked for the {x4} {u4}
beat maybe start
@tired a
beat start
All four were ashamed that they had kept the things so long
They scratched their heads, all four of them, and said that they were sorry
Each of them had thought that it was only for a day
Not one of them had meant to keep the things for ever
beat so
they came along themselves and helped, and by evening the damage was repaired
they followed the handcart, and before sunset everything was as good as new
nobody came with empty hands, and in one afternoon all was mended
beat say g
So many hands! If I had remembered, I would have had to do it alone
Now I know again why I have neighbours
I lent out four tools, and I get back four helpers. What a bargain
Perhaps it is a good thing to have a bad memory
beat start
3: {a} painted the outline of each tool on the wall, so that one could see what was missing
1: I painted the outline of each tool on the wall, so that one can see what is missing
beat maybe start
From then on a notebook and a pencil hung beside the door
The last one to leave shut the door of the shed and oiled the hinges
beat maybe start
@ending a
@relief

ask who b
? Who had (borrowed|) the {x1}
? In whose house was the {x1}
! {b.name} had the {x1}
! The {x1} was with {b.name}
ask what x1
? What had {b.name} borrowed
? Which tool was with {b.name}
! {b.name} had borrowed the {x1}
! It was the {x1}
ask why u1
? What had the {x1} been borrowed for
? For what did {b.name} need the {x1}
! {b.name} needed it {u1}
! It had been borrowed {u1}
ask who b
? Who had needed a tool {u1}
? Who had borrowed something {u1}
! It was {b.name}
! {b.name} had borrowed the {x1} {u1}
ask who c
? Who had (borrowed|) the {x2}
? In whose house was the {x2}
! {c.name} had the {x2}
! The {x2} was with {c.name}
ask what x2
? What had {c.name} borrowed
? Which tool was with {c.name}
! {c.name} had borrowed the {x2}
! It was the {x2}
ask why u2
? What had the {x2} been borrowed for
? For what did {c.name} need the {x2}
! {c.name} needed it {u2}
! It had been borrowed {u2}
ask who c
? Who had needed a tool {u2}
? Who had borrowed something {u2}
! It was {c.name}
! {c.name} had borrowed the {x2} {u2}
ask who d
? Who had (borrowed|) the {x3}
? In whose house was the {x3}
! {d.name} had the {x3}
! The {x3} was with {d.name}
ask what x3
? What had {d.name} borrowed
? Which tool was with {d.name}
! {d.name} had borrowed the {x3}
! It was the {x3}
ask why u3
? What had the {x3} been borrowed for
? For what did {d.name} need the {x3}
! {d.name} needed it {u3}
! It had been borrowed {u3}
ask who d
? Who had needed a tool {u3}
? Who had borrowed something {u3}
! It was {d.name}
! {d.name} had borrowed the {x3} {u3}
ask who e
? Who had (borrowed|) the {x4}
? In whose house was the {x4}
! {e.name} had the {x4}
! The {x4} was with {e.name}
ask what x4
? What had {e.name} borrowed
? Which tool was with {e.name}
! {e.name} had borrowed the {x4}
! It was the {x4}
ask why u4
? What had the {x4} been borrowed for
? For what did {e.name} need the {x4}
! {e.name} needed it {u4}
! It had been borrowed {u4}
ask who e
? Who had needed a tool {u4}
? Who had borrowed something {u4}
! It was {e.name}
! {e.name} had borrowed the {x4} {u4}
