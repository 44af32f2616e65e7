title gifts for an old friend
cast a: child
cast g: old
cast b: child
cast c: child
cast d: child
cast e: child
thing x1: bar of soap, footstool, flower pot, tea towel, cushion, calendar, candlestick, teapot, picture frame, bird house, walking stick, hot-water bottle, slippers*, gloves*, reading lamp, basket of pears
thing x2: bar of soap, footstool, flower pot, tea towel, cushion, calendar, candlestick, teapot, picture frame, bird house, walking stick, hot-water bottle, slippers*, gloves*, reading lamp, basket of pears
thing x3: bar of soap, footstool, flower pot, tea towel, cushion, calendar, candlestick, teapot, picture frame, bird house, walking stick, hot-water bottle, slippers*, gloves*, reading lamp, basket of pears
thing x4: bar of soap, footstool, flower pot, tea towel, cushion, calendar, candlestick, teapot, picture frame, bird house, walking stick, hot-water bottle, slippers*, gloves*, reading lamp, basket of pears
word w1: newspaper, blue paper, a checked cloth, a pillowcase, silver paper, an old map, brown paper, tissue paper, a paper bag, a flour sack
word w2: newspaper, blue paper, a checked cloth, a pillowcase, silver paper, an old map, brown paper, tissue paper, a paper bag, a flour sack
word w3: newspaper, blue paper, a checked cloth, a pillowcase, silver paper, an old map, brown paper, tissue paper, a paper bag, a flour sack
word w4: newspaper, blue paper, a checked cloth, a pillowcase, silver paper, an old map, brown paper, tissue paper, a paper bag, a flour sack
word shy: a song, a poem, a drawing, a dance, a joke

beat start
3: {g.intro} had a birthday on Sunday, and {a.intro} did not forget it
3: All the children liked {g.intro}, and {a.intro} knew when {g.my} birthday was
3: Behind closed shutters, {g.intro} was having a quiet birthday, or so it seemed, but {a.intro} had other plans
1: Today was the birthday of {g.intro}, and I did not forget it
1: Yesterday {g.intro} had a birthday, and I knew it
1: Behind closed shutters, {g.intro} was having a quiet birthday, or so it seemed, but I had other plans
beat start
At four o'clock the bell rang, and a crowd of children stood on the (mat|doorstep)
A whole crowd of children came at four o'clock with parcels behind their backs
It had got about, nobody knew how, and by four o'clock the stairs were full of children
beat say g
What is this? Nobody has rung my bell for weeks
Good heavens, so many guests! Come in, come in
All this for me? Mind the step, and hang your coats on the hook
beat mix start
{b.name} had brought {x1}, wrapped in {w1}
{x1}, wrapped in {w1}, came from {b.name}
{b.name} had tied a string round {x1} in {w1}
{b} held out a parcel made of {w1}, and {x1} <was> inside
beat mix start
{c.name} gave {g.me} {x2}, wrapped in {w2}
{c.name} took two steps forward and held out {x2}, wrapped in {w2}
Inside {w2} lay {x2} from {c.name}
{c} had found {x2} at the market and had packed {x2.them} in {w2}
beat mix start
{d.name} handed over {x3}, hidden in {w3}
{d.name} pushed {x3} across the table, wrapped in {w3}
{d} pulled {x3} out from behind a coat, wrapped in {w3}
{x3} came from {d.name}, who had used {w3} to wrap {x3.them}
beat mix start
{e.name} came with {x4}, wrapped in {w4}
{e.name} had packed {x4} in {w4}, as neatly as in a shop
In {w4} lay {x4}, for which {e.name} had saved up all spring
{e} put {x4}, rolled up in {w4}, on the table
beat but
{a} had nothing wrapped up
{a} had no parcel at all
{a} stood there with empty hands
beat maybe start
@worried a
beat say a to g
I have brought you {shy}. Please sit down, and I will begin
My present is {shy}, and it will not get dusty. Are you ready?
My present does not fit into paper, for it is {shy}. I made it up for you
beat start
It was so good that {g} laughed until the tears came
{g.name} listened with shining eyes and clapped
{g.name} asked for it a second time, and then a third
beat say g to a
Thank you, {a.name}. One gift for the table and one for the heart
My house has not been so full for years, {a.name}. Come again tomorrow, all of you
That was lovely, {a.name}. Now I shall make a pot of cocoa for everybody
beat maybe start
All the presents were put on the windowsill, where everyone could see them
It was long after dark when the last guest went home
The wrapping was folded up and kept, because {g.name} never threw anything away
beat maybe start
@proud a
@ending a

ask who b
? Who (gave|brought|was the giver of) {x1.the}
? From whom did {g.name} get {x1.the}
! {x1.the} came from {b.name}
! {b.name} brought {x1.the}
ask what x1
? What did {b.name} (bring|give to {g.name})
? What was {b.name}'s present
! {b.name} brought {x1.a}
! The present was {x1.a}
ask what w1
? What did {b.name} use to wrap the present
? In what was {b.name}'s present wrapped
! {b.name} used {w1}
! It was wrapped in {w1}
ask what x1
? What was wrapped in {w1}
? What had been wrapped in {w1}
! There was a gift from {b.name} in it, and that was {x1.the}
! In {w1} came {x1.the}
ask who c
? Who (gave|brought|was the giver of) {x2.the}
? From whom did {g.name} get {x2.the}
! {x2.the} came from {c.name}
! {c.name} brought {x2.the}
ask what x2
? What did {c.name} (bring|give to {g.name})
? What was {c.name}'s present
! {c.name} brought {x2.a}
! The present was {x2.a}
ask what w2
? What did {c.name} use to wrap the present
? In what was {c.name}'s present wrapped
! {c.name} used {w2}
! It was wrapped in {w2}
ask what x2
? What was wrapped in {w2}
? What had been wrapped in {w2}
! There was a gift from {c.name} in it, and that was {x2.the}
! In {w2} came {x2.the}
ask who d
? Who (gave|brought|was the giver of) {x3.the}
? From whom did {g.name} get {x3.the}
! {x3.the} came from {d.name}
! {d.name} brought {x3.the}
ask what x3
? What did {d.name} (bring|give to {g.name})
? What was {d.name}'s present
! {d.name} brought {x3.a}
! The present was {x3.a}
ask what w3
? What did {d.name} use to wrap the present
? In what was {d.name}'s present wrapped
! {d.name} used {w3}
! It was wrapped in {w3}
ask what x3
? What was wrapped in {w3}
? What had been wrapped in {w3}
! There was a gift from {d.name} in it, and that was {x3.the}
! In {w3} came {x3.the}
ask who e
? Who (gave|brought|was the giver of) {x4.the}
? From whom did {g.name} get {x4.the}
! {x4.the} came from {e.name}
! {e.name} brought {x4.the}
ask what x4
? What did {e.name} (bring|give to {g.name})
? What was {e.name}'s present
! {e.name} brought {x4.a}
! The present was {x4.a}
ask what w4
? What did {e.name} use to wrap the present
? In what was {e.name}'s present wrapped
! {e.name} used {w4}
! It was wrapped in {w4}
ask what x4
? What was wrapped in {w4}
? What had been wrapped in {w4}
! There was a gift from {e.name} in it, and that was {x4.the}
! In {w4} came {x4.the}
ask what shy
? What did {a.name} give
? What was the present that was not wrapped up
! It was {shy}
! {a.name} gave {g.name} {shy}
